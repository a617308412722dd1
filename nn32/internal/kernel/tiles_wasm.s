//go:build goexperiment.simd

#include "textflag.h"

// A loop of Go's compiler for WebAssembly re-enters a switch over all blocks of its function at each turn; one in assembly
// is a loop. Stores take their offset, and extracts their lane, as a second operand; the first is lost.

// ENTRY adds one entry of the table to a tile: R0 and R1 point to it, R3 is the input at the tile's samples, R4 the
// weights, R5 the bytes of a row, R6 those from one row's weight to the next.
#define ENTRY \
	Get R3 \
	I64Load32S (R1) \
	Get R5 \
	I64Mul \
	I64Add \
	Set R8 \
	V128Load (R8) \
	Set V8 \
	V128Load 16(R8) \
	Set V9 \
	Get R4 \
	I64Load32S (R0) \
	I64Const $2 \
	I64Shl \
	I64Add \
	Set R7

// ROW adds the weight at an offset from R7 times the input to a row of the tile.
#define ROW(OFFSET, LEFT, RIGHT) \
	F32Load OFFSET(R7) \
	F32x4Splat \
	Set V10 \
	Get LEFT \
	Get V10 \
	Get V8 \
	F32x4Mul \
	F32x4Add \
	Set LEFT \
	Get RIGHT \
	Get V10 \
	Get V9 \
	F32x4Mul \
	F32x4Add \
	Set RIGHT

// NEXT goes to the weight of the next row.
#define NEXT \
	Get R7 \
	Get R6 \
	I64Add \
	Set R7

// BIAS begins a row of the tile.
#define BIAS(OFFSET, LEFT, RIGHT) \
	F32Load OFFSET(R15) \
	F32x4Splat \
	Set LEFT \
	Get LEFT \
	Set RIGHT

// RELU makes what is not above 0 zero, for NaN too.
#define RELU(V) \
	Get V \
	Get V \
	Get V11 \
	F32x4Gt \
	V128And \
	Set V

// OUT writes a row of the tile to R9, and goes to the next.
#define OUT(LEFT, RIGHT) \
	Get R9 \
	I32WrapI64 \
	Get LEFT \
	V128Store $0, $0 \
	Get R9 \
	I32WrapI64 \
	Get RIGHT \
	V128Store $0, $16 \
	Get R9 \
	Get R5 \
	I64Add \
	Set R9

// BEGIN loads the fields of *tile.
#define BEGIN \
	MOVD t+0(FP), R14 \
	I64Load 0(R14) \
	Set R13 \
	I64Load 8(R14) \
	Set R4 \
	I64Load 24(R14) \
	Set R12 \
	I64Load 48(R14) \
	Set R11 \
	I64Load 64(R14) \
	Set R5 \
	I64Load 72(R14) \
	Set R6 \
	I64Load 80(R14) \
	Set R15

// TABLE sets R0, R1 and R2 to the first entry of a position in A and in B, and to the end in A.
#define TABLE \
	I64Load 32(R14) \
	I64Load32S (R12) \
	I64Const $2 \
	I64Shl \
	I64Add \
	Set R0 \
	I64Load 40(R14) \
	I64Load32S (R12) \
	I64Const $2 \
	I64Shl \
	I64Add \
	Set R1 \
	I64Load 32(R14) \
	I64Load32S 4(R12) \
	I64Const $2 \
	I64Shl \
	I64Add \
	Set R2

// STEP goes to the next entry and repeats while there is one.
#define STEP \
	Get R1 \
	I64Const $4 \
	I64Add \
	Set R1 \
	Get R0 \
	I64Const $4 \
	I64Add \
	Set R0 \
	Get R0 \
	Get R2 \
	I64LtU \
	BrIf $0

// SAMPLES begins the samples of a position at R3 and R9.
#define SAMPLES \
	I64Const $0 \
	Set R10

#define PLACE \
	I64Load 16(R14) \
	Get R10 \
	I64Add \
	Set R3 \
	Get R13 \
	Get R10 \
	I64Add \
	Set R9

// AGAIN goes to the next position, of the table at R12 and of what is written at R13, and repeats while R11 counts some.
#define AGAIN \
	Get R13 \
	I64Load 56(R14) \
	I64Add \
	Set R13 \
	Get R12 \
	I64Const $4 \
	I64Add \
	Set R12 \
	Get R11 \
	I64Const $1 \
	I64Sub \
	Set R11 \
	Get R11 \
	I64Const $0 \
	I64Ne \
	BrIf $0

// PRODUCT is a tile, of what begins its rows, adds an entry to them, cuts off what is negative, and writes them.
#define PRODUCT(BEGIN_ROWS, ADD_ENTRY, CUT_ROWS, OUT_ROWS) \
	BEGIN \
	Loop \
		SAMPLES \
		Loop \
			PLACE \
			TABLE \
			BEGIN_ROWS \
			Block \
				Get R0 \
				Get R2 \
				I64GeU \
				BrIf $0 \
				Loop \
					ENTRY \
					ADD_ENTRY \
					STEP \
				End \
			End \
			I64Load 88(R14) \
			I32WrapI64 \
			If \
				CUT_ROWS \
			End \
			OUT_ROWS \
			Get R10 \
			I64Const $32 \
			I64Add \
			Set R10 \
			Get R10 \
			Get R5 \
			I64LtU \
			BrIf $0 \
		End \
		AGAIN \
	End \
	RET

#define BIAS2 BIAS(0, V0, V1) BIAS(4, V2, V3)
#define BIAS4 BIAS2 BIAS(8, V4, V5) BIAS(12, V6, V7)
#define BIAS5 BIAS4 BIAS(16, V12, V13)

// The weights of the rows lie side by side, or a step apart.
#define SIDE2 ROW(0, V0, V1) ROW(4, V2, V3)
#define SIDE4 SIDE2 ROW(8, V4, V5) ROW(12, V6, V7)
#define SIDE5 SIDE4 ROW(16, V12, V13)
#define APART2 ROW(0, V0, V1) NEXT ROW(0, V2, V3)
#define APART4 APART2 NEXT ROW(0, V4, V5) NEXT ROW(0, V6, V7)
#define APART5 APART4 NEXT ROW(0, V12, V13)

#define RELU2 RELU(V0) RELU(V1) RELU(V2) RELU(V3)
#define RELU4 RELU2 RELU(V4) RELU(V5) RELU(V6) RELU(V7)
#define RELU5 RELU4 RELU(V12) RELU(V13)

#define OUT2 OUT(V0, V1) OUT(V2, V3)
#define OUT4 OUT2 OUT(V4, V5) OUT(V6, V7)
#define OUT5 OUT4 OUT(V12, V13)

// func productTile5(t *tile)
TEXT ·productTile5(SB), NOSPLIT, $0-8
	PRODUCT(BIAS5, APART5, RELU5, OUT5)

// func productTile4(t *tile)
TEXT ·productTile4(SB), NOSPLIT, $0-8
	PRODUCT(BIAS4, APART4, RELU4, OUT4)

// func productTile2(t *tile)
TEXT ·productTile2(SB), NOSPLIT, $0-8
	PRODUCT(BIAS2, APART2, RELU2, OUT2)

// func productTile5Side(t *tile)
TEXT ·productTile5Side(SB), NOSPLIT, $0-8
	PRODUCT(BIAS5, SIDE5, RELU5, OUT5)

// func productTile4Side(t *tile)
TEXT ·productTile4Side(SB), NOSPLIT, $0-8
	PRODUCT(BIAS4, SIDE4, RELU4, OUT4)

// func productTile2Side(t *tile)
TEXT ·productTile2Side(SB), NOSPLIT, $0-8
	PRODUCT(BIAS2, SIDE2, RELU2, OUT2)

// The weights' gradients: R7 and R6 point to rows of x, R8, R9, R10 and R3 to rows of dy, R4 is where R7 ends.

#define ENTRIES \
	Get R0 \
	Get R2 \
	I64GeU

// ROWS points to the rows of an entry.
#define ROWS \
	I64Load 8(R14) \
	I64Load32S (R0) \
	Get R5 \
	I64Mul \
	I64Add \
	Set R7 \
	Get R7 \
	Get R5 \
	I64Add \
	Set R4 \
	Get R4 \
	Set R6 \
	I64Load 16(R14) \
	I64Load32S (R1) \
	Get R5 \
	I64Mul \
	I64Add \
	Set R8 \
	Get R8 \
	Get R5 \
	I64Add \
	Set R9 \
	Get R9 \
	Get R5 \
	I64Add \
	Set R10 \
	Get R10 \
	Get R5 \
	I64Add \
	Set R3

#define ADD(SUM, X) \
	Get SUM \
	Get X \
	Get V10 \
	F32x4Mul \
	F32x4Add \
	Set SUM

// ONE adds four samples of one row of x times one of dy; TWO those of two rows of x.
#define ONE(OFFSET, D, S0) \
	V128Load OFFSET(D) \
	Set V10 \
	ADD(S0, V8)

#define TWO(OFFSET, D, S0, S1) \
	V128Load OFFSET(D) \
	Set V10 \
	ADD(S0, V8) \
	ADD(S1, V9)

#define FORWARD(R) \
	Get R \
	I64Const $32 \
	I64Add \
	Set R

#define MORE \
	FORWARD(R7) \
	Get R7 \
	Get R4 \
	I64LtU \
	BrIf $0

#define ZERO(V) \
	F32Const $0.0 \
	F32x4Splat \
	Set V

// SUM writes (s0+s1)+(s2+s3) of the lanes of V.
#define SUM(V, OFFSET) \
	Get R13 \
	I32WrapI64 \
	Get V \
	F32x4ExtractLane $0, $0 \
	Get V \
	F32x4ExtractLane $0, $1 \
	F32Add \
	Get V \
	F32x4ExtractLane $0, $2 \
	Get V \
	F32x4ExtractLane $0, $3 \
	F32Add \
	F32Add \
	F32Store $OFFSET

#define GRADIENT \
	MOVD t+0(FP), R14 \
	I64Load 0(R14) \
	Set R13 \
	I64Load 24(R14) \
	Set R12 \
	I64Load 48(R14) \
	Set R11 \
	I64Load 64(R14) \
	Set R5

// DOWN goes to the next row of dw, BACK from the second row to the first.
#define DOWN \
	Get R13 \
	I64Load 72(R14) \
	I64Add \
	Set R13

#define BACK \
	Get R13 \
	I64Load 72(R14) \
	I64Sub \
	Set R13

// COLUMNS goes to the next four columns and repeats while there are some.
#define COLUMNS \
	Get R14 \
	I32WrapI64 \
	I64Load 0(R14) \
	I64Const $16 \
	I64Add \
	I64Store $0 \
	Get R14 \
	I32WrapI64 \
	I64Load 16(R14) \
	Get R5 \
	I64Const $2 \
	I64Shl \
	I64Add \
	I64Store $16 \
	Get R14 \
	I32WrapI64 \
	I64Load 96(R14) \
	I64Const $1 \
	I64Sub \
	I64Store $96 \
	I64Load 96(R14) \
	I64Const $0 \
	I64Ne \
	BrIf $0

// func gradientTile24(t *gradientTile)
TEXT ·gradientTile24(SB), NOSPLIT, $0-8
	Loop
		GRADIENT
		Loop
			TABLE
			ZERO(V0)
			ZERO(V1)
			ZERO(V2)
			ZERO(V3)
			ZERO(V4)
			ZERO(V5)
			ZERO(V6)
			ZERO(V7)
			Block
				ENTRIES
				BrIf $0
				Loop
					ROWS
					Loop
						V128Load (R7)
						Set V8
						V128Load (R6)
						Set V9
						TWO(0, R8, V0, V4)
						TWO(0, R9, V1, V5)
						TWO(0, R10, V2, V6)
						TWO(0, R3, V3, V7)
						V128Load 16(R7)
						Set V8
						V128Load 16(R6)
						Set V9
						TWO(16, R8, V0, V4)
						TWO(16, R9, V1, V5)
						TWO(16, R10, V2, V6)
						TWO(16, R3, V3, V7)
						FORWARD(R6)
						FORWARD(R8)
						FORWARD(R9)
						FORWARD(R10)
						FORWARD(R3)
						MORE
					End
					STEP
				End
			End
			SUM(V0, 0)
			SUM(V1, 4)
			SUM(V2, 8)
			SUM(V3, 12)
			DOWN
			SUM(V4, 0)
			SUM(V5, 4)
			SUM(V6, 8)
			SUM(V7, 12)
			BACK
			AGAIN
		End
		COLUMNS
	End
	RET

// func gradientTile22(t *gradientTile)
TEXT ·gradientTile22(SB), NOSPLIT, $0-8
	GRADIENT
	Loop
		TABLE
		ZERO(V0)
		ZERO(V1)
		ZERO(V4)
		ZERO(V5)
		Block
			ENTRIES
			BrIf $0
			Loop
				ROWS
				Loop
					V128Load (R7)
					Set V8
					V128Load (R6)
					Set V9
					TWO(0, R8, V0, V4)
					TWO(0, R9, V1, V5)
					V128Load 16(R7)
					Set V8
					V128Load 16(R6)
					Set V9
					TWO(16, R8, V0, V4)
					TWO(16, R9, V1, V5)
					FORWARD(R6)
					FORWARD(R8)
					FORWARD(R9)
					MORE
				End
				STEP
			End
		End
		SUM(V0, 0)
		SUM(V1, 4)
		DOWN
		SUM(V4, 0)
		SUM(V5, 4)
		BACK
		AGAIN
	End
	RET

// func gradientTile14(t *gradientTile)
TEXT ·gradientTile14(SB), NOSPLIT, $0-8
	Loop
		GRADIENT
		Loop
			TABLE
			ZERO(V0)
			ZERO(V1)
			ZERO(V2)
			ZERO(V3)
			Block
				ENTRIES
				BrIf $0
				Loop
					ROWS
					Loop
						V128Load (R7)
						Set V8
						ONE(0, R8, V0)
						ONE(0, R9, V1)
						ONE(0, R10, V2)
						ONE(0, R3, V3)
						V128Load 16(R7)
						Set V8
						ONE(16, R8, V0)
						ONE(16, R9, V1)
						ONE(16, R10, V2)
						ONE(16, R3, V3)
						FORWARD(R8)
						FORWARD(R9)
						FORWARD(R10)
						FORWARD(R3)
						MORE
					End
					STEP
				End
			End
			SUM(V0, 0)
			SUM(V1, 4)
			SUM(V2, 8)
			SUM(V3, 12)
			AGAIN
		End
		COLUMNS
	End
	RET

// func gradientTile12(t *gradientTile)
TEXT ·gradientTile12(SB), NOSPLIT, $0-8
	GRADIENT
	Loop
		TABLE
		ZERO(V0)
		ZERO(V1)
		Block
			ENTRIES
			BrIf $0
			Loop
				ROWS
				Loop
					V128Load (R7)
					Set V8
					ONE(0, R8, V0)
					ONE(0, R9, V1)
					V128Load 16(R7)
					Set V8
					ONE(16, R8, V0)
					ONE(16, R9, V1)
					FORWARD(R8)
					FORWARD(R9)
					MORE
				End
				STEP
			End
		End
		SUM(V0, 0)
		SUM(V1, 4)
		AGAIN
	End
	RET
