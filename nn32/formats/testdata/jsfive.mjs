// Prints the arrays that jsfive reads in an HDF5 file: {path: [numbers]}. Its arguments are the folder that has node_modules, and the file.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { File, Group } = createRequire(process.argv[2] + "/")("jsfive");
const bytes = readFileSync(process.argv[3]);
const arrays = {};
const visit = (group, path) => {
	for (const key of group.keys) {
		const thing = group.get(key);
		if (thing instanceof Group) visit(thing, path + key + "/");
		else arrays[path + key] = Array.from(thing.value);
	}
};
visit(new File(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)), "");
process.stdout.write(JSON.stringify(arrays));
